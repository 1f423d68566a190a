import os
import re
from pathlib import Path

import pytest

from app.settings import Settings, check_binding, check_model, load_settings
from ontology.errors import SettingsError

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_settings_read_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELLIGRAPH_PORT", "9000")
    monkeypatch.setenv("BELLIGRAPH_API_KEYS", "one, two,")
    settings = load_settings(host=None)
    assert (settings.port, settings.api_keys, settings.host) == (9000, ("one", "two"), "127.0.0.1")


def test_settings_that_are_given_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELLIGRAPH_PORT", "9000")
    assert load_settings(port=9001).port == 9001


def test_bad_setting_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELLIGRAPH_PORT", "many")
    with pytest.raises(SettingsError, match=r"^settings: port: .*'many'\)$"):
        load_settings()


@pytest.mark.parametrize("setting", ["WEBHOOK_HOSTS", "FETCH_HOSTS"])
@pytest.mark.parametrize(
    "host",
    ["https://desk.example", "desk.example:8443", "desk.example/hook", "10.0.0.0/8", "10.0.0.300", "*.example", "a b", "-x.example",
     "desk.example.", "dësk.example", "[::1", "fe80::1:zz"],
)  # fmt: skip
def test_what_is_no_host_is_refused_at_the_start(setting: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"BELLIGRAPH_{setting}", f"desk.example,{host}")
    with pytest.raises(SettingsError, match=rf"^settings: {setting.lower()}: {re.escape(repr(host))} is no host") as refused:
        load_settings()
    assert "desk.example or 10.0.0.5" in str(refused.value)


def test_hosts_are_names_and_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELLIGRAPH_WEBHOOK_HOSTS", "desk, Desk.Example, my_host.local, 10.0.0.5, ::1, [fd00::1], xn--dsk-6la.example")
    assert len(load_settings().webhook_hosts) == 7


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_serving_others_without_keys_is_refused(host: str) -> None:
    with pytest.raises(SettingsError, match="BELLIGRAPH_API_KEYS"):
        check_binding(Settings(host=host))
    check_binding(Settings(host=host, api_keys=("key",)))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.53"])
def test_serving_this_machine_needs_no_keys(host: str) -> None:
    check_binding(Settings(host=host))


def test_a_model_is_an_installed_package_or_a_folder(tmp_path: Path) -> None:
    check_model(Settings())
    (tmp_path / "meta.json").write_text("{}")
    check_model(Settings(model=str(tmp_path)))
    for name in ("no_such_model", "json", "a.b", str(tmp_path / "none")):
        with pytest.raises(SettingsError, match="not installed"):
            check_model(Settings(model=name))


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `BELLIGRAPH_(\w+)` \| (.*?) \|", DOCS.read_text(), re.MULTILINE))
    assert {name.lower() for name in rows} == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        if default not in (None, ()) and name != "workers":
            written = (
                str(default).lower()
                if isinstance(default, bool)
                else f"{default:g}"
                if isinstance(default, float)
                else default
            )
            assert rows[name.upper()] == f"`{written}`"


def test_settings_need_nothing_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("BELLIGRAPH_")]:
        monkeypatch.delenv(name)
    assert load_settings().database_url == "sqlite:///belligraph.db"


@pytest.mark.parametrize(
    "address",
    [
        "tiles.example/{z}/{x}/{y}",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example; script-src *//{z}/{x}/{y}",
        "https://{s}.tiles.example/{z}/{x}/{y}.png",
        "javascript:{z}{x}{y}",
    ],
)
def test_tiles_need_an_address_of_one_server(address: str) -> None:
    with pytest.raises(SettingsError, match=r"^settings: tiles: "):
        load_settings(tiles=address)


def test_tiles_may_be_at_any_server() -> None:
    address = "http://localhost:8080/styles/{z}/{x}/{y}.png?key=a-b"
    assert load_settings(tiles=address).tiles == address
