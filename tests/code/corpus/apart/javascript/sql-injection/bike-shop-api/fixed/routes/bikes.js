const { Router } = require('express')
const knex = require('knex')({
  client: 'pg',
  connection: process.env.DATABASE_URL,
  pool: { min: 0, max: 1 }
})

const router = Router()

function conditions (query) {
  const where = ['sold = false']
  const values = []
  if (query.brand) {
    where.push('brand = ?')
    values.push(String(query.brand))
  }
  if (query.maxPrice) where.push('price <= ' + (Number(query.maxPrice) || 0))
  return [where.join(' AND '), values]
}

router.get('/', async (req, res, next) => {
  try {
    const [where, values] = conditions(req.query)
    const { rows } = await knex.raw('SELECT id, brand, model, price FROM bike WHERE ' + where + ' ORDER BY price', values)
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
