// What stands behind the name of a benchmark: words, `--name value` and `--flag`.

/** Take every option first, then ask for the words: what is left over then and looks like an option is refused. */
export function options(given = process.argv.slice(2)) {
  const left = [...given];
  const text = (name, usual) => {
    const at = left.indexOf(`--${name}`);
    if (at < 0) return usual;
    const [, value] = left.splice(at, 2);
    if (value === undefined) throw new Error(`--${name}: a value must follow`);
    return value;
  };
  return {
    text,
    number(name, usual) {
      const value = text(name, usual);
      const number = Number(value);
      if (String(value).trim() === "" || !Number.isFinite(number)) throw new Error(`--${name}: a number, was "${value}"`);
      return number;
    },
    flag(name) {
      const at = left.indexOf(`--${name}`);
      return at >= 0 && left.splice(at, 1).length > 0;
    },
    words() {
      const unknown = left.find((word) => word.startsWith("--"));
      if (unknown) throw new Error(`${unknown}: there is no such option`);
      return left;
    },
  };
}
