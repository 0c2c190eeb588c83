// govuk-frontend's components bring rules for variants that nothing here uses. A rule stays if some page could match it.

const alwaysKept = /^govuk-(?:heading|body|caption|list|link|section-break|visually-hidden|template|!)/;
const vendor = /\.(govuk-[\w-]+)/g;

const isUsed = (selector, source) =>
  [...selector.matchAll(vendor)].every(([, name]) => alwaysKept.test(name) || source.includes(name));

// Commas inside :is(), :not() and the like do not part selectors.
const selectorsOf = (prelude) => {
  const parts = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < prelude.length; at += 1) {
    if (prelude[at] === '(') depth += 1;
    else if (prelude[at] === ')') depth -= 1;
    else if (prelude[at] === ',' && depth === 0) {
      parts.push(prelude.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, prelude.slice(from)];
};

const endOfBlock = (css, open) => {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    const character = css[at];
    if (character === '"' || character === "'") {
      at += 1;
      while (css[at] !== character) at += css[at] === '\\' ? 2 : 1;
    } else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new Error('The style sheet ends inside a block.');
};

/**
 * Leaves out each selector that names a `govuk-` class found nowhere in `source`, and each block that this empties.
 * @param {string} css as sass writes it
 * @param {string} source all the markup's source text
 * @returns {string}
 */
export function dropUnusedRules(css, source) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  let out = '';
  let at = 0;
  while (at < plain.length) {
    const open = plain.indexOf('{', at);
    const semicolon = plain.indexOf(';', at);
    if (open === -1) return out + plain.slice(at);
    if (semicolon !== -1 && semicolon < open) {
      out += plain.slice(at, semicolon + 1);
      at = semicolon + 1;
      continue;
    }
    const prelude = plain.slice(at, open).trim();
    const close = endOfBlock(plain, open);
    const block = plain.slice(open + 1, close);
    at = close + 1;
    if (/^@(?:media|supports|container|layer)/.test(prelude)) {
      const inner = dropUnusedRules(block, source);
      if (inner.trim() !== '') out += `${prelude}{${inner}}`;
    } else if (prelude.startsWith('@')) out += `${prelude}{${block}}`;
    else {
      const kept = selectorsOf(prelude).filter((selector) => isUsed(selector, source));
      if (kept.length > 0) out += `${kept.join(',')}{${block}}`;
    }
  }
  return out;
}
