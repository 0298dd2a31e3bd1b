export interface ToastOptions {
  description?: string;
  action?: { label: string; run: () => void };
}

export interface ToastItem extends ToastOptions {
  id: string;
  kind: "success" | "info" | "error";
  title: string;
  isOpen: boolean;
}

export interface ToastStore {
  add(toast: Omit<ToastItem, "id" | "isOpen">): string;
  close(id: string): void;
  subscribe(listener: () => void): () => void;
  read(): readonly ToastItem[];
  readOnServer(): readonly ToastItem[];
}

const MAXIMUM_TOASTS = 3;
const none: readonly ToastItem[] = [];

/** Holds the toasts, newest last, at most three open; one that says the same as an open one replaces it. */
export const createToastStore = (): ToastStore => {
  const listeners = new Set<() => void>();
  let items: readonly ToastItem[] = none;
  let count = 0;
  const change = (next: readonly ToastItem[]) => {
    items = next;
    for (const listener of listeners) listener();
  };
  return {
    add: (toast) => {
      count += 1;
      const id = `toast-${count}`;
      const others = items.filter((item) => item.isOpen && item.title !== toast.title);
      change([...others.slice(1 - MAXIMUM_TOASTS), { ...toast, id, isOpen: true }]);
      return id;
    },
    close: (id) => change(items.map((item) => (item.id === id ? { ...item, isOpen: false } : item))),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => items,
    readOnServer: () => none,
  };
};
