/** What TypeScript knows of a name, in words. */
"use strict";

const textOf = (parts) => (parts ?? []).map(({ text }) => text).join("");

/** A tooltip in plain text and Markdown: the signature, what it is, and each tag under its name. */
function markdownOf({ displayParts, documentation, tags = [] }) {
  const [signature, about] = [displayParts, documentation].map(textOf);
  const named = tags.map(({ name, text }) => {
    const [first = "", ...rest] = (text ?? []).map((part) => part.text);
    // A parameter's name stands apart from what is said of it.
    const words = name === "param" ? `\`${first}\`${rest.join("")}` : `${first}${rest.join("")}`;
    return { plain: `@${name} ${textOf(text)}`.trim(), markdown: `- *@${name}* ${words}`.trim() };
  });
  const joined = (parts) => parts.filter(Boolean).join("\n\n");
  return {
    "text/plain": joined([signature, about, named.map(({ plain }) => plain).join("\n")]),
    "text/markdown": joined([
      `\`\`\`typescript\n${signature}\n\`\`\``,
      about,
      named.map(({ markdown }) => markdown).join("\n"),
    ]),
  };
}

/** The signature alone. */
const signatureOf = ({ displayParts }) => textOf(displayParts);

module.exports = { markdownOf, signatureOf };
