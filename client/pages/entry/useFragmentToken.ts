import { useEffect, useState } from "react";

/** The secret behind `#` in the address, taken out of the address and its history at once. */
export function useFragmentToken(): string {
  const [token] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  useEffect(() => {
    if (window.location.hash !== "") window.history.replaceState(window.history.state, "", window.location.pathname);
  }, []);
  return token;
}
