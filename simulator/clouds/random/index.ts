/** The random provider: values made once and kept in the state. */
import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import type { Value, Values } from "../../../facts/values";
import type { Call, CloudDefinition, Model } from "../../contract";
import { at, given, num, on, rules, text, texts, when } from "../read";

/** Classes of characters in the order in which minima are drawn. Source: Pulumi random SDK, RandomPassword. */
const CLASSES = [
  ["lower", "minLower", "abcdefghijklmnopqrstuvwxyz"],
  ["upper", "minUpper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ["numeric", "minNumeric", "0123456789"],
  ["special", "minSpecial", "!@#$%&*()-_=+[]{}<>:?"],
] as const;

const TEXTS = [
  "random:index/randomPassword:RandomPassword",
  "random:index/randomString:RandomString",
];
const INTEGER = "random:index/randomInteger:RandomInteger";

const WORDS = [
  "able",
  "bold",
  "calm",
  "deep",
  "even",
  "fair",
  "glad",
  "huge",
  "keen",
  "live",
  "mild",
  "neat",
  "open",
  "pure",
  "rare",
  "safe",
  "tame",
  "vast",
  "warm",
  "wise",
];
const ANIMALS = [
  "ant",
  "bat",
  "cat",
  "cod",
  "dog",
  "eel",
  "elk",
  "fox",
  "gnu",
  "hen",
  "jay",
  "koi",
  "owl",
  "pig",
  "ram",
  "rat",
  "tit",
  "yak",
];

const pick = <T>(items: ArrayLike<T>): T | undefined => items[randomInt(items.length)];

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => [randomInt(2 ** 32), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

const alphabets = (inputs: Values): readonly (readonly [least: number, letters: string])[] =>
  CLASSES.filter(
    ([name]) =>
      at(inputs, name) !== false && !(name === "numeric" && at(inputs, "number") === false),
  ).map(([name, least, letters]) => [
    num(inputs, least) ?? 0,
    (name === "special" ? text(inputs, "overrideSpecial") : undefined) ?? letters,
  ]);

/**
 * Text of the asked length with at least the asked number of each class.
 *
 * @param inputs Length, classes and minima.
 */
export function randomText(inputs: Values): string {
  const classes = alphabets(inputs);
  const least = classes.flatMap(([count, letters]) =>
    Array.from({ length: count }, () => pick(letters)),
  );
  const all = classes.map(([, letters]) => letters).join("");
  const rest = Math.max((num(inputs, "length") ?? 0) - least.length, 0);
  return shuffled([...least, ...Array.from({ length: rest }, () => pick(all))]).join("");
}

/** All forms of some bytes. */
function forms(bytes: Buffer, prefix = ""): Values {
  return {
    hex: prefix + bytes.toString("hex"),
    b64Std: prefix + bytes.toString("base64"),
    b64Url: prefix + bytes.toString("base64url"),
    dec: prefix + BigInt(`0x0${bytes.toString("hex")}`).toString(),
  };
}

const pet = ({ inputs }: Call): string => {
  const words = Array.from(
    { length: Math.max(num(inputs, "length") ?? 2, 1) },
    (_, i, all = num(inputs, "length") ?? 2) => pick(i === all - 1 ? ANIMALS : WORDS),
  );
  return [text(inputs, "prefix"), ...words]
    .filter((word) => word !== undefined)
    .join(text(inputs, "separator") ?? "-");
};

/** What each type makes; the id follows from it. */
const MADE: Readonly<Record<string, (call: Call) => Values>> = {
  RandomPassword: ({ inputs }) => {
    const result = randomText(inputs);
    const salted = createHash("sha256").update(result).digest("base64").replaceAll(/[+=]/g, ".");
    return { result, bcryptHash: `$2a$10$${salted.slice(0, 53).padEnd(53, ".")}` };
  },
  RandomString: ({ inputs }) => ({ result: randomText(inputs) }),
  RandomId: ({ inputs }) =>
    forms(randomBytes(num(inputs, "byteLength") ?? 0), text(inputs, "prefix")),
  RandomBytes: ({ inputs }) => {
    const bytes = randomBytes(num(inputs, "length") ?? 0);
    return { base64: bytes.toString("base64"), hex: bytes.toString("hex") };
  },
  RandomInteger: ({ inputs }) => ({
    result: randomInt(num(inputs, "min") ?? 0, (num(inputs, "max") ?? 0) + 1),
  }),
  RandomPet: (call) => ({ made: pet(call) }),
  RandomUuid: () => ({ result: randomUUID() }),
  RandomShuffle: ({ inputs }) => {
    const items = texts(inputs, "inputs");
    const count = num(inputs, "resultCount") ?? items.length;
    return {
      results: Array.from({ length: Math.ceil(count / Math.max(items.length, 1)) }, () =>
        shuffled(items),
      )
        .flat()
        .slice(0, count),
    };
  },
};

function modelOf(kind: string, make: (call: Call) => Values): Model {
  return {
    type: `random:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`,
    id: (call) =>
      kind === "RandomPet" ? pet(call) : kind === "RandomPassword" ? "none" : randomUUID(),
    // What was made stays until a keeper changes, and that is a replacement.
    outputs: (call) => {
      if (kind === "RandomPet") return {};
      const { before } = call;
      const made = make(call);
      return before === undefined
        ? made
        : Object.fromEntries(
            Object.keys(made).map((key): [string, Value] => [key, before[key] ?? null]),
          );
    },
  };
}

/** The simulated random provider. It has no account: what it made is in the state alone. */
export const RANDOM: CloudDefinition = {
  package: "random",
  connect: () => ({ account: "local" }),
  stateless: true,
  models: Object.entries(MADE).map(([kind, make]) => modelOf(kind, make)),
  rules: [
    ...rules("Pulumi random SDK, RandomPassword: length", on("check", TEXTS), {
      "random-minima": ({ inputs }) => {
        const [length, least] = [
          num(inputs, "length"),
          alphabets(inputs).reduce((sum, [count]) => sum + count, 0),
        ];
        return when(
          length !== undefined && length < Math.max(least, 1),
          `Attribute length value must be at least sum of min_upper + min_lower + min_numeric + min_special (${least}), got: ${length}`,
        );
      },
      "random-no-class": ({ inputs }) =>
        when(
          given(inputs, "length") && alphabets(inputs).length === 0,
          "the character set specified is empty",
        ),
    }),
    ...rules("Pulumi random SDK, RandomInteger: min, max", on("create", [INTEGER]), {
      "random-integer-bounds": ({ inputs }) =>
        when(
          (num(inputs, "min") ?? 0) > (num(inputs, "max") ?? 0),
          `The minimum (min) value needs to be smaller than or equal to maximum (max) value: ${num(inputs, "min")}, ${num(inputs, "max")}`,
        ),
    }),
  ],
  invocations: [],
};
