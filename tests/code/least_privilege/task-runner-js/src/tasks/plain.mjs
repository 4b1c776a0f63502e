export const prepare = (task) => task.input;
