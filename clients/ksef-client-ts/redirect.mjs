// Loaded before the client's command line, which knows the addresses of KSeF only: leads its calls to the simulator.

const KSEF = 'https://api-test.ksef.mf.gov.pl';
const direct = globalThis.fetch;

globalThis.fetch = async (url, init) => {
  if (!String(url).startsWith(`${KSEF}/`)) throw new Error(`The command line calls ${new URL(url).origin}`);
  return direct(String(url).replace(KSEF, process.env.SIMULATOR), init);
};
