import { readFileSync } from "node:fs";
import { DOMParser } from "@xmldom/xmldom";
import xpath from "xpath";

const books = new DOMParser().parseFromString(readFileSync("books.xml", "utf8"));

export const handler = async ({ queryStringParameters: { author } }) => {
  const found = xpath.select(`//book[author='${author}']/title/text()`, books); // violated
  return { statusCode: 200, body: found.join(", ") };
};
