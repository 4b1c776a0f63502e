const escape = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

exports.render = (order) => {
  const rows = order.lines.map((line) => `<tr><td>${escape(line.name)}</td><td>${Number(line.price)}</td></tr>`);
  return `<!doctype html><table>${rows.join("")}</table>`;
};
