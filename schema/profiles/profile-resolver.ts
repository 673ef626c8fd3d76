/** The profiles that uploads may name. */
import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { ProfileType } from './profile-type.ts';

@Resolver()
export class ProfileResolver {
  @Query(() => [ProfileType], { description: 'The rules that uploads may name, `default` among them.' })
  profiles(@Ctx() { app }: Context): ProfileType[] {
    return [...app.profiles.values()].map((profile) => new ProfileType(profile));
  }
}
