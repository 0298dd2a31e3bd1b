"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { IconButton } from "./icon-button.tsx";
import { Input } from "./input.tsx";

/** A password, or another secret, that can be looked at while it is typed. */
export const PasswordInput = ({
  secret = "password",
  ...props
}: Omit<ComponentProps<"input">, "type"> & { secret?: string }) => {
  const [isShown, setShown] = useState(false);
  return (
    <Input
      {...props}
      type={isShown ? "text" : "password"}
      autoCapitalize="off"
      spellCheck={false}
      trailing={
        <IconButton
          label={isShown ? `Hide ${secret}` : `Show ${secret}`}
          icon={isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  );
};
