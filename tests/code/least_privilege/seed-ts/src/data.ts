export const PREFIX = "demo";

export const data: Record<string, { id: string }[]> = {
  users: [{ id: "ann" }, { id: "bob" }],
  posts: [{ id: "first" }],
};
