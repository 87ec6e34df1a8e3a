import { type Fields, fields, items, number, text, texts, time } from './read.ts';

export interface PortSummary {
  ip: string;
  /** 0 when the port is only exposed. */
  publicPort: number;
  privatePort: number;
  protocol: string;
}

/** One container of `GET /containers/json`, its fields as they are used here, their words the engine's. */
export interface ContainerSummary {
  id: string;
  /** With their leading slash; a link of another container adds `/other/alias`. */
  names: string[];
  image: string;
  imageId: string;
  command: string;
  /** ms since 1970, in whole seconds. */
  created: number;
  /** `running`, `exited`, …; podman has more words than Docker. */
  state: string;
  /** `Up 2 hours (healthy)`, `Exited (3) 1 second ago`. */
  status: string;
  /** Of API 1.52: `healthy`, …; empty before. */
  health: string;
  ports: PortSummary[];
  labels: Fields;
}

/** Read by hand: with a thousand containers a schema would take longer than the engine's answer. */
export function containerSummary(value: unknown): ContainerSummary | undefined {
  const row = fields(value);
  const id = text(row.Id);
  if (id === '') return undefined;
  return {
    id,
    names: texts(row.Names),
    image: text(row.Image),
    imageId: text(row.ImageID),
    command: text(row.Command),
    created: time(row.Created),
    state: text(row.State),
    status: text(row.Status),
    health: text(fields(row.Health).Status),
    ports: items(row.Ports).map(portSummary),
    labels: fields(row.Labels),
  };
}

function portSummary(value: unknown): PortSummary {
  const port = fields(value);
  return {
    ip: text(port.IP),
    publicPort: number(port.PublicPort),
    privatePort: number(port.PrivatePort),
    protocol: text(port.Type),
  };
}
