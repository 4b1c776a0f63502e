const { Router } = require('express')
const knex = require('knex')({
  client: 'pg',
  connection: process.env.DATABASE_URL,
  pool: { min: 0, max: 1 }
})

const router = Router()

function conditions (query) {
  const where = ['sold = false']
  if (query.brand) where.push("brand = '" + query.brand + "'")
  if (query.maxPrice) where.push('price <= ' + Number(query.maxPrice))
  return where.join(' AND ')
}

router.get('/', async (req, res, next) => {
  try {
    const { rows } = await knex.raw('SELECT id, brand, model, price FROM bike WHERE ' + conditions(req.query) + ' ORDER BY price') // FAULT sql-injection
    res.json(rows)
  } catch (err) {
    next(err)
  }
})

router.get('/:id(\\d+)', async (req, res, next) => {
  try {
    const bike = await knex('bike').first('id', 'brand', 'model', 'price').where({ id: req.params.id })
    if (!bike) return res.sendStatus(404)
    res.json(bike)
  } catch (err) {
    next(err)
  }
})

module.exports = router
