/**
 * Solves `A·x = b` by LU with partial pivoting; `matrix` (row-major, n × n) and `b` are overwritten.
 * @returns x, in `b`; undefined when the matrix is singular to working precision.
 */
export function solveInPlace(matrix: Float64Array, b: Float64Array): Float64Array | undefined {
  const n = b.length;
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1)
      if (Math.abs(matrix[row * n + column]!) > Math.abs(matrix[pivot * n + column]!)) pivot = row;
    const head = matrix[pivot * n + column]!;
    if (Math.abs(head) < 1e-14) return undefined;
    if (pivot !== column) swapRows(matrix, b, n, pivot, column);
    for (let row = column + 1; row < n; row += 1) {
      const factor = matrix[row * n + column]! / head;
      if (factor === 0) continue;
      for (let k = column + 1; k < n; k += 1)
        matrix[row * n + k] = matrix[row * n + k]! - factor * matrix[column * n + k]!;
      b[row] = b[row]! - factor * b[column]!;
    }
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    let sum = b[row]!;
    for (let k = row + 1; k < n; k += 1) sum -= matrix[row * n + k]! * b[k]!;
    b[row] = sum / matrix[row * n + row]!;
  }
  return b;
}

function swapRows(matrix: Float64Array, b: Float64Array, n: number, one: number, other: number): void {
  for (let k = 0; k < n; k += 1) {
    const value = matrix[one * n + k]!;
    matrix[one * n + k] = matrix[other * n + k]!;
    matrix[other * n + k] = value;
  }
  const value = b[one]!;
  b[one] = b[other]!;
  b[other] = value;
}
