/** Chooses a cell or derived value by its Chinese (or English) name. */
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Button } from 'react-aria-components';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../text';
import { FREQUENT_KEYS, useDictionary } from './dictionary';

/** How many choices are listed at once; typing narrows them. */
const LISTED = 60;

/** A field with a list; `chosen` is the key, null for none. */
export function KeyPicker(props: {
  label: string;
  chosen: string | null;
  onChoose: (key: string) => void;
}): ReactNode {
  const text = useText();
  const { choices, labelOf } = useDictionary();
  const { chosen, onChoose, label } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = useMemo(() => {
    const words = (typed ?? '')
      .toLowerCase()
      .split(/\s+/u)
      .filter((word) => word !== '');
    if (words.length === 0) {
      const first = choices.filter(({ key }) => FREQUENT_KEYS.includes(key));
      return [...first, ...choices.filter((one) => !first.includes(one))].slice(0, LISTED);
    }
    const fits = (where: string): boolean => words.every((word) => where.toLowerCase().includes(word));
    return choices.filter((one) => fits(`${one.label} ${one.key}`)).slice(0, LISTED);
  }, [choices, typed]);
  return (
    <ComboBox
      className="combo"
      items={shown}
      inputValue={typed ?? (chosen === null ? '' : labelOf(chosen))}
      onInputChange={setTyped}
      onChange={(key) => {
        if (key === null) return;
        setTyped(null);
        onChoose(String(key));
      }}
      onFocusChange={(focused) => {
        setTyped(focused ? '' : null);
      }}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label>{label}</Label>
      <div className="combo-field">
        <Input placeholder={text.search.valueSearch} />
        <Button aria-label={text.search.valueKey}>▾</Button>
      </div>
      <Popover className="popover">
        <ListBox className="listbox">
          {(choice: (typeof shown)[number]) => (
            <ListBoxItem id={choice.key} textValue={choice.label}>
              {choice.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
