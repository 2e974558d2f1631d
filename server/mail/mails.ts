/** What is sent, as plain text and as simple HTML that says the same. */
export interface Mail {
  subject: string;
  text: string;
  html: string;
}

export function signInMail(url: string): Mail {
  return letter({
    subject: "Sign in to Kept",
    says: "Here is your link to sign in to Kept. It works once, within ten minutes.",
    button: "Sign in",
    url,
    ends: "If you did not ask for it, do nothing: without the link nobody gets in.",
  });
}

export function resetMail(url: string): Mail {
  return letter({
    subject: "A new password for Kept",
    says: "With this link you set a new password. It works once, within an hour. You are then signed out everywhere.",
    button: "Set a new password",
    url,
    ends: "If you did not ask for it, do nothing: your password stays as it is.",
  });
}

/** `by` is absent when one asked for it oneself. */
export function invitationMail(url: string, to: string, by?: string): Mail {
  const says =
    by === undefined
      ? `Here is your invitation to ${to}. It is good for 14 days.`
      : `${by} invites you to ${to}. The invitation is good for 14 days.`;
  const subject = by === undefined ? "Your invitation to Kept" : `${by} invites you to Kept`;
  return letter({
    subject,
    says,
    button: "Accept the invitation",
    url,
    ends: "If you do not know what this is about, do nothing.",
  });
}

export function addedMail(url: string, to: string, by: string): Mail {
  return letter({
    subject: `${by} shared something with you`,
    says: `${by} gave you access to ${to}.`,
    button: "Open Kept",
    url,
    ends: "You get this mail because you have an account there.",
  });
}

interface Letter {
  subject: string;
  says: string;
  button: string;
  url: string;
  ends: string;
}

function letter({ subject, says, button, url, ends }: Letter): Mail {
  const paragraph = (html: string) => `<p style="font:16px/1.5 sans-serif;color:#1f2328;max-width:36em">${html}</p>`;
  return {
    // A name may hold a line's end, which would begin another header.
    subject: subject.replaceAll(/\s+/g, " "),
    text: `${says}\n\n${url}\n\n${ends}\n`,
    html: [
      paragraph(escape(says)),
      paragraph(`<a href="${escape(url)}">${escape(button)}</a>`),
      paragraph(escape(ends)),
    ].join("\n"),
  };
}

function escape(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);
}
