import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Button, type ButtonKind, type ButtonSize, IconButton } from './button.tsx';

/** How long "Copied" stays. */
const ACKNOWLEDGE_MS = 1500;

export interface CopyButtonProps {
  /** What goes to the clipboard, or what makes it when asked. */
  text: string | (() => string);
  /** What it copies, for its name: "Copy image id". Without it the name is "Copy". */
  label?: string;
  /** With the word beside the icon. */
  withText?: boolean;
  kind?: ButtonKind;
  size?: ButtonSize;
  className?: string;
}

/** Copies, and says so on itself. */
export function CopyButton({
  text,
  label,
  withText = false,
  kind = 'ghost',
  size = 'small',
  className,
}: CopyButtonProps) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), ACKNOWLEDGE_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    void writeClipboard(typeof text === 'function' ? text() : text).then(setCopied);
  };
  const name = label ?? t('ui.copy');
  return (
    <>
      {withText ? (
        <Button kind={kind} size={size} icon={copied ? Check : Copy} onClick={copy} className={className}>
          {copied ? t('ui.copied') : name}
        </Button>
      ) : (
        <IconButton
          kind={kind}
          size={size}
          icon={copied ? Check : Copy}
          label={copied ? t('ui.copied') : name}
          onClick={copy}
          className={className}
        />
      )}
    </>
  );
}

/** Puts text on the clipboard; false if the system refuses. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
