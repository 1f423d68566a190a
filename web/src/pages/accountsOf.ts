// The events of an article as cards show them: ids become the names that the article's own records have.
import type { WholeExtraction } from "../api/pageTypes";
import type { EventAnswer, NamedActor, NamedPlace, Participant } from "../api/types";

export function accountsOf({ article, actors, places, events }: WholeExtraction): EventAnswer[] {
  const people = new Map(actors.map((actor) => [actor.id, actor]));
  const spots = new Map(places.map((place) => [place.id, place]));
  const actor = ({ id }: Participant): NamedActor => {
    const { name = id, kind = null, country = null } = people.get(id) ?? {};
    return { id, name, kind, country, role: null };
  };
  const place = ({ id }: Participant): NamedPlace => {
    const { name = id, country = null, lat = null, lon = null, precision = null } = spots.get(id) ?? {};
    return { id, name, country, lat, lon, precision };
  };
  return events.map((event) => ({
    ...event,
    actors: event.actors.map(actor),
    recipients: event.recipients.map(actor),
    places: event.places.map(place),
    claimant: event.claimant && actor(event.claimant),
    article,
  }));
}
