"use client";

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, Transaction, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { useNonce } from "#web/components/nonce.tsx";
import { chooseLanguage } from "./choose-language.ts";
import { editorTheme } from "./editor-theme.ts";

export interface CodeEditorProps {
  path: string;
  /** What the file holds. A new value that continues the old one is appended, so that a stream neither flickers nor loses the place. */
  value: string;
  isReadOnly: boolean;
  /** Keeps the end in view while content arrives. */
  isFollowing?: boolean;
  onChange?: (value: string) => void;
  /** Ctrl or Cmd + S. */
  onSave?: () => void;
}

const writable: Extension = [
  history(),
  indentOnInput(),
  closeBrackets(),
  autocompletion(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  keymap.of([...closeBracketsKeymap, ...historyKeymap, ...completionKeymap]),
];

const readOnly: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false)];

/** `indentWithTab` would trap the keyboard: Escape, then Tab leaves the editor (https://codemirror.net/examples/tab/). */
const shared: Extension = [
  // A text is reached by the keyboard to scroll it, also one nobody can edit.
  EditorView.contentAttributes.of({ tabindex: "0" }),
  lineNumbers(),
  foldGutter(),
  highlightSpecialChars(),
  drawSelection(),
  bracketMatching(),
  highlightSelectionMatches(),
  editorTheme,
  keymap.of([...defaultKeymap, ...searchKeymap, ...foldKeymap, indentWithTab]),
];

/** Marks what was put in from outside: it is no edit of the person's, and cannot be undone by them. */
const fromOutside = Annotation.define<true>();

const update = (view: EditorView, value: string, isFollowing: boolean): void => {
  const current = view.state.doc.toString();
  if (current === value) return;
  const isContinued = value.startsWith(current);
  view.dispatch({
    changes: isContinued
      ? { from: current.length, insert: value.slice(current.length) }
      : { from: 0, to: current.length, insert: value },
    annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
    ...(isFollowing ? { effects: EditorView.scrollIntoView(value.length, { y: "end", yMargin: 40 }) } : {}),
  });
};

/** CodeMirror as a controlled component. Loaded lazily by whoever shows it: it weighs about 200 kB gzipped. */
export default function CodeEditor({
  path,
  value,
  isReadOnly,
  isFollowing = false,
  onChange,
  onSave,
}: CodeEditorProps) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const nonce = useNonce();
  const readValue = useEffectEvent(() => value);
  const changed = useEffectEvent((text: string) => onChange?.(text));
  const saved = useEffectEvent(() => onSave?.());

  useEffect(() => {
    if (holder.current === null) return;
    const language = new Compartment();
    const editor = new EditorView({
      parent: holder.current,
      state: EditorState.create({
        doc: readValue(),
        extensions: [
          keymap.of([{ key: "Mod-s", preventDefault: true, run: () => (saved(), true) }]),
          shared,
          // The content security policy refuses the editor's styles without it.
          EditorView.cspNonce.of(nonce ?? ""),
          isReadOnly ? readOnly : writable,
          language.of([]),
          EditorView.contentAttributes.of({ "aria-label": isReadOnly ? `${path}, read only` : `Edit ${path}` }),
          EditorView.updateListener.of((change) => {
            const isTyped =
              change.docChanged && !change.transactions.some((one) => one.annotation(fromOutside) === true);
            if (isTyped) changed(change.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    let isGone = false;
    void chooseLanguage(path)?.().then((extension) => {
      if (!isGone) editor.dispatch({ effects: language.reconfigure(extension) });
    });
    return () => {
      isGone = true;
      view.current = null;
      editor.destroy();
    };
  }, [path, isReadOnly, nonce]);

  useEffect(() => {
    if (view.current !== null) update(view.current, value, isFollowing);
  }, [value, isFollowing]);

  return <div ref={holder} className="h-full min-h-0 overflow-hidden" data-testid="code-editor" />;
}
