'use strict';

const escapeHtml = require('escape-html');

function days(when) {
  const [year, month] = when.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

exports.month = (room, when, items) => {
  const taken = new Set(items.map(({ day }) => Number(day.slice(8))));
  const cells = [];
  for (let day = 1; day <= days(when); day++) {
    cells.push(`<td${taken.has(day) ? ' class="taken"' : ''}>${day}</td>`);
    if (day % 7 === 0) cells.push('</tr><tr>');
  }
  return `<h1>${escapeHtml(room)}, ${when}</h1><table><tr>${cells.join('')}</tr></table>`;
};

exports.empty = (room, when) => `<h1>${escapeHtml(room)}, ${when}</h1><p>The whole month is free.</p>`;
