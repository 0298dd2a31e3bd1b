import type { FieldValue } from "../data/store";
import type { Field } from "./collection";

/** Turns what an input holds into what the store keeps: null for nothing, numbers as numbers, instants in UTC. */
export function parseInput(field: Field, input: string | boolean): FieldValue {
  if (typeof input === "boolean") return input;
  const value = input.trim();
  if (value === "") return null;
  if (field.type === "number" || field.type === "money") return Number(value);
  if (field.type === "dateTime") {
    const instant = new Date(value);
    return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
  }
  return value;
}

/** Says what is wrong with a value, or null when it can be kept. */
export function checkValue(field: Field, value: FieldValue): string | null {
  if (value === null || value === undefined) return field.isRequired ? `Fill in ${field.label.toLowerCase()}.` : null;
  if (field.type === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value))) {
    return "Enter an address such as name@example.com.";
  }
  if (field.type === "url" && !/^https?:\/\/\S+\.\S+$/i.test(String(value))) {
    return "Enter an address that starts with https://.";
  }
  if (typeof value === "number") {
    if (Number.isNaN(value)) return "Enter a number.";
    if (field.min !== undefined && value < field.min) return `Enter ${field.min} or more.`;
    if (field.max !== undefined && value > field.max) return `Enter ${field.max} or less.`;
  }
  return null;
}
