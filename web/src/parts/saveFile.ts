// Hands a file to the reader's browser.

export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the file over by the next second.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
