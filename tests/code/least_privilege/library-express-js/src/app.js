const express = require("express");
const serverless = require("serverless-http");
const books = require("./books");
const { coverOf } = require("./covers");

const app = express();
app.use(express.json());
app.get("/books/:isbn", async (request, response) => {
  const book = await books.find(request.params.isbn);
  if (!book) return response.sendStatus(404);
  return response.json({ ...book, cover: await coverOf(book.isbn) });
});
app.put("/books/:isbn", async (request, response) => {
  await books.save({ ...request.body, isbn: request.params.isbn });
  response.sendStatus(204);
});

module.exports.handler = serverless(app);
