// A server where a registry is expected: answers every request with an error whose words are markup.
// Arguments: port, words.
import { createServer } from 'node:http';

const [port, words] = process.argv.slice(2);

createServer((request, response) => {
  const isPing = request.url === '/v2/';
  response.writeHead(isPing ? 200 : 403, {
    'Content-Type': 'application/json',
    'Docker-Distribution-Api-Version': 'registry/2.0',
  });
  response.end(
    isPing ? '{}' : JSON.stringify({ errors: [{ code: words, message: words, detail: { words } }] }),
  );
}).listen(Number(port), '127.0.0.1');
