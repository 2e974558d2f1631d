import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { AppError } from "../shared/errors.ts";
import { KeptPlaysPage } from "./pages/plays/lateKeptPlays.ts";
import { RequireMe } from "./pages/RequireMe.tsx";
import { readMapPlace, usePlace } from "./state/place.ts";
import { ErrorBoundary } from "./ui/ErrorBoundary.tsx";
import { LiveRegion } from "./ui/LiveRegion.tsx";
import { Notices } from "./ui/Notices.tsx";
import { PageSkeleton } from "./ui/PageSkeleton.tsx";
import { cssVariables, theme } from "./ui/theme.ts";
import { lazyPart } from "./ui/lazyPart.ts";

const HomePage = lazyPart(async () => (await import("./pages/home/HomePage.tsx")).HomePage);
const MapPage = lazyPart(async () => (await import("./pages/map/MapPage.tsx")).MapPage);
const OtherPage = lazyPart(async () => (await import("./pages/OtherPage.tsx")).OtherPage);

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; only a server that cannot be reached is asked again.
      retry: (failures, error) => failures < 2 && error instanceof AppError && error.code === "UNAVAILABLE",
    },
  },
});

/** The whole studio in one page. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={readStyleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <a className="skip-link" href="#main">
          Skip to content
        </a>
        <LiveRegion />
        <Notices />
        <ErrorBoundary what="This page">
          <Suspense fallback={<PageSkeleton />}>
            <Page />
          </Suspense>
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The page of the address. */
function Page() {
  const { path } = usePlace();
  const map = readMapPlace(path);
  if (map !== undefined)
    return (
      <RequireMe
        staysOpen
        unreached={map.view === "plays" ? <KeptPlaysPage map={map.map} item={map.item} /> : undefined}
      >
        <MapPage {...map} />
      </RequireMe>
    );
  if (path === "/")
    return (
      <RequireMe>
        <HomePage />
      </RequireMe>
    );
  return <OtherPage path={path} />;
}

/** The nonce that the server wrote into index.html. Browsers hide it from `getAttribute`. */
function readStyleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
