/** The Kaiser window, from which our interpolating filters are cut. */

/** The modified Bessel function of the first kind and order zero, by its power series. */
function besselI0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; k < 60; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
    if (term < sum * 1e-17) break
  }
  return sum
}

/** A sinc of the given cutoff (as a share of the sampling rate) under a Kaiser window, at an offset in samples. */
export function windowedSinc(offset: number, halfWidth: number, cutoff: number, beta: number): number {
  const place = offset / halfWidth
  if (place <= -1 || place >= 1) return 0
  const window = besselI0(beta * Math.sqrt(1 - place * place)) / besselI0(beta)
  const x = Math.PI * 2 * cutoff * offset
  return window * 2 * cutoff * (Math.abs(x) < 1e-12 ? 1 : Math.sin(x) / x)
}
