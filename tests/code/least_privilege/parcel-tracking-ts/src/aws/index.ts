export * from "./parcels";
export { default as announceMove } from "./moves";
