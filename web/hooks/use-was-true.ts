"use client";

import { useState } from "react";

/** Whether a condition holds or has ever held: for parts that are loaded when first needed and then stay. */
export const useWasTrue = (condition: boolean): boolean => {
  const [was, setWas] = useState(condition);
  if (condition && !was) setWas(true);
  return was || condition;
};
