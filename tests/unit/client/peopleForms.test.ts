import { expect, test } from "vitest";
import { ssoErrorWords } from "../../../client/pages/entry/ssoErrorWords.ts";
import { sentenceOf } from "../../../client/pages/entry/useSubmit.ts";
import { readDomains } from "../../../client/pages/people/readDomains.ts";
import { keyOf } from "../../../client/pages/people/keyOf.ts";

test("PP15 domains are read as people write them", () => {
  expect(readDomains("@Example.com, example.org\n\nexample.com;a.example.net ")).toEqual([
    "example.com",
    "example.org",
    "a.example.net",
  ]);
  expect(readDomains(" \n")).toEqual([]);
});

test("PP10 the key of an authenticator's address is shown in groups of four", () => {
  expect(keyOf("otpauth://totp/Kept:ada%40example.com?secret=JBSWY3DPEHPK3PXPAB&issuer=Kept")).toBe(
    "JBSW Y3DP EHPK 3PXP AB",
  );
});

test("PP4 the reason in an address is told in our own words only", () => {
  expect(ssoErrorWords("sso_closed")).toContain("no account here");
  expect(ssoErrorWords("Your bank account was closed, call us")).toBe("Signing in did not work. Try again.");
  expect(ssoErrorWords("__proto__")).toBe("Signing in did not work. Try again.");
  expect(ssoErrorWords(null)).toBeUndefined();
});

test("PP16 what is wrong with a field is a sentence", () => {
  expect(sentenceOf("is not right, or was used before")).toBe("It is not right, or was used before.");
  expect(sentenceOf("Too long: 80 characters at most")).toBe("Too long: 80 characters at most");
});
