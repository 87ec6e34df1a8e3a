/** What the page of one thing is given: the parts of its address `#/PAGE/HOST/ID/TAB`. */
export interface DetailProps {
  host: string;
  id: string;
  /** Empty where the address names none. */
  tab: string;
}
