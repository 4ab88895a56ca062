// Finds and describes products by their names and codes.
export {
  describeProducts,
  findProductsByCode,
  findProductsByName,
  type NamedProduct
} from '../db/find-products.ts'
