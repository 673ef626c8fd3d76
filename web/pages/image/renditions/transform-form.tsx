/** Everything that a rendition can be asked for, as sliders, lists and switches. */
import { RangeField } from '../range-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { fits, formats, gravities, hasGravity, type Transform } from './transform-params.ts';
import styles from './transform-form.module.css';

export interface TransformFormProps {
  readonly transform: Transform;
  readonly onChange: (change: Transform) => void;
  /** Of the original. */
  readonly width: number;
  readonly height: number;
}

const losslessQualities = { FORMAT: 'Of the format', FIXED: 'Fixed' } as const;
const qualities = { ...losslessQualities, AUTO: 'By likeness (SSIM)' } as const;
type Quality = keyof typeof qualities;
const startOf = {
  FORMAT: { quality: null, autoQuality: null },
  FIXED: { quality: 75 },
  AUTO: { autoQuality: 0.98 },
} satisfies Record<Quality, Transform>;
const turns = { 0: 'Upright', 90: '90°', 180: '180°', 270: '270°' } as const;

export function TransformForm({ transform, onChange, ...original }: TransformFormProps) {
  const { width = null, height = null, fit, gravity, format } = transform;
  const side = (name: string, value: number | null, most: number) => ({
    label: name,
    unit: 'px',
    value,
    min: 1,
    max: Math.min(8_192, Math.max(most, value ?? 0)),
  });
  return (
    <div className={styles.form}>
      <RangeField
        {...side('Width', width, original.width)}
        onChange={(chosen) => onChange({ width: chosen })}
      />
      <RangeField
        {...side('Height', height, original.height)}
        onChange={(chosen) => onChange({ height: chosen })}
      />
      <div className={styles.pair}>
        <Select
          label="Fit"
          value={fit ?? (width && height ? 'COVER' : 'INSIDE')}
          options={fits}
          onChoose={(chosen) => onChange({ fit: chosen })}
        />
        <Select
          label="Kept in view"
          disabled={!hasGravity(transform)}
          value={gravity ?? 'CENTER'}
          options={gravities}
          onChoose={(chosen) => onChange({ gravity: chosen })}
        />
        <Select
          label="Format"
          value={(format ?? 'AUTO') as keyof typeof formats}
          options={formats}
          onChoose={(chosen) => onChange({ format: chosen })}
        />
        <QualitySelect transform={transform} onChange={onChange} />
      </div>
      <QualityField transform={transform} onChange={onChange} />
      <Effects transform={transform} onChange={onChange} />
    </div>
  );
}

type Part = Pick<TransformFormProps, 'transform' | 'onChange'>;

function QualitySelect({ transform: { format, quality, autoQuality }, onChange }: Part) {
  const shared = {
    label: 'Quality',
    disabled: format === 'GIF',
    onChoose: (chosen: Quality) => onChange(startOf[chosen]),
  };
  const given = quality ? 'FIXED' : 'FORMAT';
  // Nothing is searched for where nothing is lost.
  return format === 'PNG' ? (
    <Select {...shared} value={given} options={losslessQualities} />
  ) : (
    <Select {...shared} value={autoQuality ? 'AUTO' : given} options={qualities} />
  );
}

function QualityField({ transform: { quality, autoQuality }, onChange }: Part) {
  if (quality)
    return (
      <RangeField
        label="Quality"
        value={quality}
        min={1}
        max={100}
        onChange={(chosen) => onChange({ quality: chosen ?? quality })}
      />
    );
  if (autoQuality)
    return (
      <RangeField
        label="Likeness"
        value={autoQuality}
        min={0.9}
        max={0.999}
        step={0.001}
        onChange={(chosen) => onChange({ autoQuality: chosen ?? autoQuality })}
      />
    );
  return null;
}

const Effects = ({ transform, onChange }: Part) => (
  <details className={styles.effects} open={hasEffects(transform)}>
    <summary>Effects</summary>
    <div className={styles.form}>
      <RangeField
        label="Blur"
        unit="px"
        value={transform.blur ?? null}
        min={0.3}
        max={30}
        step={0.1}
        onChange={(blur) => onChange({ blur })}
      />
      <RangeField
        label="Sharpen"
        unit="px"
        value={transform.sharpen ?? null}
        min={0.3}
        max={10}
        step={0.1}
        onChange={(sharpen) => onChange({ sharpen })}
      />
      <Select
        label="Turned"
        value={String(transform.rotate ?? 0) as `${keyof typeof turns}`}
        options={turns}
        onChoose={(chosen) => onChange({ rotate: Number(chosen) || null })}
      />
      <div className={styles.switches}>
        <Switch
          label="Gray"
          checked={transform.grayscale ?? false}
          onChange={(grayscale) => onChange({ grayscale })}
        />
        <Switch label="Flip" checked={transform.flip ?? false} onChange={(flip) => onChange({ flip })} />
        <Switch label="Flop" checked={transform.flop ?? false} onChange={(flop) => onChange({ flop })} />
      </div>
    </div>
  </details>
);

const hasEffects = ({ blur, sharpen, rotate, grayscale, flip, flop }: Transform): boolean =>
  Boolean(blur ?? sharpen ?? rotate) || grayscale === true || flip === true || flop === true;
