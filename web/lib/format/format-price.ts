/** US dollars per million tokens, as price lists have them: "$2", "$0.125", "free". */
export const formatPrice = (dollars: number): string =>
  dollars === 0 ? "free" : `$${dollars.toLocaleString("en", { maximumFractionDigits: 4 })}`;
