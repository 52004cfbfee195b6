// The page's words in the reader's language.
let language = data.lang;
const known = (table, key) => (Object.hasOwn(table, key) ? table[key] : key); // no article can name its way into a prototype
const table = (name) => data.words[language][name];

function say(key, values = {}) {
  return known(table("ui"), key).replace(/\{(\w+)\}/g, (_, name) => String(known(values, name)));
}
const roleName = (role) => known(table("roles"), role);
const kindName = (kind) => known(table("kinds"), kind);
const statusName = (status) => known(table("status"), status);
const typeName = (type) => known(table("types"), type);

// A pair of French and English, or one word for both.
const inLanguage = (pair) => (pair && pair.length ? pair[language === "en" && pair.length > 1 ? 1 : 0] : "");
const nameOf = (i) => inLanguage(items[i].n);
const whenOf = (i) => inLanguage(items[i].w);
const typesOf = (i) => (items[i].t || []).map(typeName).join(", ");
const number = (n) => n.toLocaleString(language);

// Without accents, case and ligatures: "Erdoğan" is found as "erdogan".
const fold = (text) => text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ı/g, "i").normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']/g, " ");
