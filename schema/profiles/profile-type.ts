/** Profiles as clients see them, so that an upload form can say beforehand what will be refused. */
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Profile, ProfileVariant } from '../../domain/profiles/profile.ts';
import { FitEnum, ImageFormatEnum } from '../images/enums.ts';

const MediaKindEnum = { IMAGE: 'IMAGE', VIDEO: 'VIDEO' } as const;
registerEnumType(MediaKindEnum, {
  name: 'MediaKind',
  description: 'What a profile is for.',
  valuesConfig: { IMAGE: { description: 'Pictures, still or animated.' }, VIDEO: { description: 'Films.' } },
});

@ObjectType('ProfileVariant', { description: 'A variant that is made of every image of the profile.' })
export class ProfileVariantType {
  @Field(() => String, { description: 'What it is called in URLs.' }) name!: string;
  @Field(() => Int, { nullable: true, description: 'Pixels; null: as it falls.' }) width!: number | null;
  @Field(() => Int, { nullable: true, description: 'Pixels; null: as it falls.' }) height!: number | null;
  @Field(() => FitEnum, { description: 'How the image is brought into the size.' }) fit!: string;
  @Field(() => [ImageFormatEnum], { description: 'In the order in which they are made.' }) formats!: string[];
  @Field(() => Boolean, { description: 'Whether an image is READY only with this variant.' })
  required!: boolean;
  @Field(() => Boolean, { description: 'Whether it is made when somebody first asks for it.' })
  lazy!: boolean;
}

@ObjectType('Profile', { description: 'The rules for a kind of upload.' })
export class ProfileType {
  readonly profile: Profile;

  constructor(profile: Profile) {
    this.profile = profile;
  }

  @Field(() => String, { description: 'What uploads name it by.' })
  get name(): string {
    return this.profile.name;
  }

  @Field(() => MediaKindEnum, { description: 'What it is for.' })
  get kind(): string {
    return this.profile.kind;
  }

  @Field(() => [String], { description: 'Media types, found by content.' })
  get allowedContentTypes(): readonly string[] {
    return this.profile.allowedContentTypes;
  }

  @Field(() => Float, { description: 'Bytes.' })
  get maxBytes(): number {
    return this.profile.maxBytes;
  }

  @Field(() => Float, { description: 'Width times height; AVIF has a smaller budget.' })
  get maxPixels(): number {
    return this.profile.maxPixels;
  }

  @Field(() => Int, { description: 'Pixels.' })
  get minWidth(): number {
    return this.profile.minWidth;
  }

  @Field(() => Int, { description: 'Pixels.' })
  get minHeight(): number {
    return this.profile.minHeight;
  }

  @Field(() => [ProfileVariantType], { description: 'What is made of every image, in this order.' })
  get variants(): ProfileVariantType[] {
    return this.profile.variants.map(variantOf);
  }
}

const variantOf = ({ name, geometry, formats, required, lazy }: ProfileVariant): ProfileVariantType => ({
  name,
  width: geometry.width ?? null,
  height: geometry.height ?? null,
  fit: geometry.fit,
  formats: [...formats],
  required,
  lazy,
});
