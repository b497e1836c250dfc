/** A filter of finite response: each point as the weighted sum of itself and those before it. Outside there is nought. */
export function finiteFilter(
  values: readonly number[],
  weights: readonly number[],
  { normalize, center }: { normalize: boolean; center: boolean },
): number[] {
  const total = normalize ? weights.reduce((sum, weight) => sum + weight, 0) : 1;
  const ahead = center ? Math.floor(weights.length / 2) : 0;
  return values.map(
    (_, index) =>
      weights.reduce((sum, weight, back) => sum + weight * (values[index + ahead - back] ?? 0), 0) / total,
  );
}

/** A filter of infinite response: it also takes in what it gave out before. */
export function infiniteFilter(
  values: readonly number[],
  numerators: readonly number[],
  denominators: readonly number[],
): number[] {
  const out: number[] = [];
  values.forEach((_, index) => {
    const taken = numerators.reduce((sum, weight, back) => sum + weight * (values[index - back] ?? 0), 0);
    const given = denominators.reduce(
      (sum, weight, back) => (back === 0 ? sum : sum + weight * (out[index - back] ?? 0)),
      0,
    );
    out.push((taken - given) / (denominators[0] ?? 1));
  });
  return out;
}

/** The discrete Fourier transform, halved as long as the length is even. `direction` is -1 forward and 1 back, unscaled. */
export function transform(
  real: readonly number[],
  imaginary: readonly number[],
  direction: -1 | 1,
): [number[], number[]] {
  const { length } = real;
  if (length % 2 === 1 || length < 4) return direct(real, imaginary, direction);
  const half = (values: readonly number[], from: 0 | 1): number[] =>
    values.filter((_, index) => index % 2 === from);
  const [evenReal, evenImaginary] = transform(half(real, 0), half(imaginary, 0), direction);
  const [oddReal, oddImaginary] = transform(half(real, 1), half(imaginary, 1), direction);
  const out: [number[], number[]] = [[], []];
  for (let index = 0; index < length; index++) {
    const place = index % (length / 2);
    const angle = (direction * 2 * Math.PI * index) / length;
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    out[0].push(evenReal[place]! + cosine * oddReal[place]! - sine * oddImaginary[place]!);
    out[1].push(evenImaginary[place]! + cosine * oddImaginary[place]! + sine * oddReal[place]!);
  }
  return out;
}

function direct(
  real: readonly number[],
  imaginary: readonly number[],
  direction: -1 | 1,
): [number[], number[]] {
  const out: [number[], number[]] = [[], []];
  for (let frequency = 0; frequency < real.length; frequency++) {
    let [re, im] = [0, 0];
    for (let index = 0; index < real.length; index++) {
      const angle = (direction * 2 * Math.PI * frequency * index) / real.length;
      re += real[index]! * Math.cos(angle) - imaginary[index]! * Math.sin(angle);
      im += real[index]! * Math.sin(angle) + imaginary[index]! * Math.cos(angle);
    }
    out[0].push(re);
    out[1].push(im);
  }
  return out;
}
