// The address of the boundaries that boundaries/world.ts makes.
declare module "virtual:world" {
  const address: string;
  export default address;
}
