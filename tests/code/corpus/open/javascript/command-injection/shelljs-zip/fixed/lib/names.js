/** The name of a report, as it lies on the file system. */
exports.checked = (name) => {
  const text = String(name);
  if (!/^\d{4}-[a-z]{3,12}(\.pdf)?$/.test(text)) throw new TypeError('that is no report');
  return text.endsWith('.pdf') ? text : `${text}.pdf`;
};
