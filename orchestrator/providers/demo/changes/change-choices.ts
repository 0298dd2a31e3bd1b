import { toChoices } from "../analysis/to-choices.ts";
import { joinWords, toColumn } from "../analysis/words.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import { samplesPath } from "../reading/read-app.ts";
import { makeCalls } from "../script/steps.ts";
import { call } from "../script/turn.ts";
import { readFiles } from "../script/working-tree.ts";
import { addChoice, relabelChoice, removeChoice, setUnion } from "../writing/edit-model.ts";
import { replaceSampleValue } from "../writing/edit-samples.ts";
import { writeChangeChoices, writeReplaceValue } from "../writing/write-migration.ts";
import { chooseMigrationPath, editCalls, readExisting, requireCalls, type Change } from "./change.ts";

const findField = (entity: KnownEntity, name: string) => entity.fields.find((field) => field.name === name);
const lost = (entity: KnownEntity) => `${entity.modelPath} no longer has the choices I know, so I cannot change them.`;

/** More values for a choice. */
export function addChoices(entity: KnownEntity, name: string, labels: string[]): Change {
  const field = findField(entity, name);
  const known = field?.choices ?? [];
  const fresh = toChoices(labels.join(",")).filter(({ value }) => !known.some((other) => other.value === value));
  const values = [...known, ...fresh].map(({ value }) => value);
  const [words, subject] = [
    joinWords(fresh.map(({ label }) => label)),
    `${entity.singular.toLowerCase()} ${(field?.label ?? name).toLowerCase()}`,
  ];
  return {
    feature: `${words} as ${subject}`,
    notes: "Forms and filters offer it",
    text: `I add ${words} to the values of ${subject}.`,
    title: `Add ${words} to ${subject}`,
    summary: `${entity.singular} ${(field?.label ?? name).toLowerCase()} can be ${words}, with a migration for Supabase.`,
    write: function* () {
      const source = yield* readExisting(entity.modelPath);
      const migration = yield* chooseMigrationPath(`change_${toColumn(name)}_of_${toColumn(entity.collection)}`);
      const calls = editCalls(
        entity.modelPath,
        source,
        (current) => setUnion(current, name, values),
        ...fresh.map((choice) => (current: string) => addChoice(current, name, choice)),
      );
      yield* makeCalls("", [
        ...requireCalls(calls, lost(entity)),
        call("write_file", { path: migration, content: writeChangeChoices(entity.collection, name, values) }),
      ]);
    },
  };
}

/** Takes a value out of a choice; records that have it get the first of the others. */
export function dropChoice(entity: KnownEntity, name: string, value: string): Change {
  const field = findField(entity, name);
  const choices = field?.choices ?? [];
  const kept = choices.filter((choice) => choice.value !== value);
  const label = choices.find((choice) => choice.value === value)?.label ?? value;
  const [first, subject] = [kept[0], `${entity.singular.toLowerCase()} ${(field?.label ?? name).toLowerCase()}`];
  return {
    feature: `${entity.singular} ${(field?.label ?? name).toLowerCase()} without ${label}`,
    notes: `Records that have it become ${first?.label ?? "blank"} in Supabase`,
    text: `I take ${label} out of the values of ${subject}.`,
    title: `Remove ${label} from ${subject}`,
    summary: `${label} is no longer a value of ${subject}. The migration sets records that have it to ${first?.label ?? "blank"}.`,
    write: function* () {
      const files = yield* readFiles("", [entity.modelPath, samplesPath]);
      const migration = yield* chooseMigrationPath(`change_${toColumn(name)}_of_${toColumn(entity.collection)}`);
      const values = kept.map((choice) => choice.value);
      const calls = editCalls(
        entity.modelPath,
        files[entity.modelPath],
        (current) => setUnion(current, name, values),
        (current) => removeChoice(current, name, value),
      );
      yield* makeCalls("", [
        ...requireCalls(calls, lost(entity)),
        ...editCalls(samplesPath, files[samplesPath], (current) =>
          replaceSampleValue(current, entity.collection, name, value, first?.value ?? ""),
        ),
        call("write_file", {
          path: migration,
          content:
            writeReplaceValue(entity.collection, name, value, first?.value ?? "") +
            writeChangeChoices(entity.collection, name, values),
        }),
      ]);
    },
  };
}

/** Another label for a value of a choice; the value in the data stays. */
export function renameChoice(entity: KnownEntity, name: string, value: string, label: string): Change {
  const field = findField(entity, name);
  const before = field?.choices?.find((choice) => choice.value === value)?.label ?? value;
  const subject = `${entity.singular.toLowerCase()} ${(field?.label ?? name).toLowerCase()}`;
  return {
    feature: `${before} called ${label}`,
    notes: `A value of ${subject}`,
    text: `I call the ${subject} ${before} ${label}.`,
    title: `Rename ${before} to ${label} in ${subject}`,
    summary: `The ${subject} ${before} is called ${label}; the data stays as it is.`,
    write: function* () {
      const source = yield* readExisting(entity.modelPath);
      const calls = editCalls(entity.modelPath, source, (current) => relabelChoice(current, name, value, label));
      yield* makeCalls("", requireCalls(calls, lost(entity)));
    },
  };
}
