import { defineConfig } from "vite";
import { world } from "./boundaries/world.ts";

export default defineConfig({
  base: "./",
  plugins: [world()],
  build: {
    outDir: "../app/static",
    emptyOutDir: true,
    // What is built in keeps its licence texts beside it.
    license: { fileName: "licenses.md" },
    // Inlined assets would be data: addresses, which the content security policy need not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Libraries change seldom: browsers keep them while our own code moves.
        codeSplitting: { groups: [{ name: "graph", test: /cytoscape|cose/ }, { name: "map", test: /leaflet|topojson|world-atlas/ }] },
      },
    },
  },
  server: { proxy: { "/v1": "http://127.0.0.1:8000", "/docs": "http://127.0.0.1:8000" } },
});
