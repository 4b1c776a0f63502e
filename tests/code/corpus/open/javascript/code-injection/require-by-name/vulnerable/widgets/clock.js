module.exports = async ({ now }) => ({ time: now.toISOString().slice(11, 16) });
