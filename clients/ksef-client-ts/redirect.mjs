// Loaded before the client's command line, which knows the addresses of KSeF only: leads its calls to the simulator, and tells
// of operations that are not there.

const KSEF = 'https://api-test.ksef.mf.gov.pl';
const direct = globalThis.fetch;

globalThis.fetch = async (url, init) => {
  if (!String(url).startsWith(`${KSEF}/`)) throw new Error(`The command line calls ${new URL(url).origin}`);
  const response = await direct(String(url).replace(KSEF, process.env.SIMULATOR), init);
  if (response.status === 501) {
    const { detail = '' } = await response.clone().json();
    console.error(`NOT SIMULATED ${/the operation (\S+ \/\S*),/.exec(detail)?.[1]}`);
  }
  return response;
};
