import { readFileSync } from "node:fs";
import { DOMParser } from "@xmldom/xmldom";
import xpath from "xpath";

const books = new DOMParser().parseFromString(readFileSync("books.xml", "utf8"));

export const handler = async ({ queryStringParameters: { author } }) => {
  const all = xpath.select("//book[author]", books);
  const found = all.filter((book) => xpath.select1("string(author)", book) === author);
  return { statusCode: 200, body: String(found.length) };
};
