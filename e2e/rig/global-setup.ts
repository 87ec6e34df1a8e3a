import { sweep } from './state.ts';

/** Before and after the tests: removes what test processes left that were killed. */
export default function globalSetup(): void {
  sweep();
}
