const SMALLEST_SHOWN = 0.01;

/** US dollars as "$0.00", "<$0.01" or "$1.24". */
export const formatCost = (dollars: number): string => {
  if (dollars > 0 && dollars < SMALLEST_SHOWN) return "<$0.01";
  return `$${dollars.toFixed(2)}`;
};
