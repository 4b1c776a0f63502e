'use strict';

const STYLE = 'body{font-family:sans-serif;margin:2rem}td{width:2rem;text-align:center}td.taken{background:#fcc}';

exports.layout = (title, content) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body>${content}</body></html>`;
