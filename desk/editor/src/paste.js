// What other programs put on the clipboard, cut down to what a draft holds. A strict policy strips
// style="" before anybody sees it, so bold has to be read from the raw text first.
export function cleanPaste(html) {
  const raw = html.replace(/<(script|style|meta|link|iframe|object|svg|img|xml)[\s\S]*?(<\/\1>|\/?>)/gi, "");
  const marked = raw.replace(/<(span|b|p|font)\b([^>]*)>/gi, (whole, tag, attributes) => {
    const bold = /font-weight:\s*(bold|[6-9]00)/i.test(attributes);
    const plain = /font-weight:\s*(normal|400)/i.test(attributes);
    if (tag.toLowerCase() === "b" && plain) return "<span>";
    return bold ? `<${tag} data-bold="1">` : `<${tag}>`;
  });
  const page = new DOMParser().parseFromString(marked, "text/html");
  page.querySelectorAll("[data-bold]").forEach((node) => {
    const strong = page.createElement("strong");
    strong.append(...node.childNodes);
    node.append(strong);
  });
  page.querySelectorAll("*").forEach((node) => {
    [...node.attributes].forEach(({ name }) => name !== "href" && node.removeAttribute(name));
  });
  return page.body.innerHTML;
}
