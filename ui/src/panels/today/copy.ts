/** Puts a text onto the clipboard; says whether the system took it. */
export const copied = async (text: string): Promise<boolean> => {
  // Where the page's address is not taken for a safe one there is no clipboard, but what is selected can be copied.
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    field.className = 'visually-hidden'
    document.body.append(field)
    field.select()
    const done = document.execCommand('copy')
    field.remove()
    return done
  }
}
