const express = require('express');
const mongoose = require('mongoose');
const serverless = require('serverless-http');

const app = express();
app.use(express.json({ limit: '50kb' }));

const Voucher = mongoose.model(
  'Voucher',
  new mongoose.Schema({
    code: mongoose.Schema.Types.Mixed,
    cents: Number,
    redeemed: { type: Date, default: null },
  }),
);

const ready = mongoose.connect(process.env.MONGO_URL, { maxPoolSize: 1 });

app.use(async (req, res, next) => {
  await ready;
  next();
});

app.post('/vouchers/redeem', async (req, res, next) => {
  const { code } = req.body;
  try {
    const voucher = await Voucher.findOneAndUpdate({ code, redeemed: null }, { redeemed: new Date() }); // FAULT nosql-injection
    if (!voucher) return res.status(404).json({ message: 'no such voucher' });
    return res.json({ cents: voucher.cents });
  } catch (error) {
    return next(error);
  }
});

app.get('/vouchers/count', async (req, res) => {
  res.json({ open: await Voucher.countDocuments({ redeemed: null }) });
});

exports.handler = serverless(app);
