import type { Repository } from 'typeorm';
import type { Shift } from './entities';

export class ShiftService {
  constructor(private readonly shifts: Repository<Shift>) {}

  async ofTeam(team: string, onlyOpen: boolean): Promise<Shift[]> {
    const query = this.shifts.createQueryBuilder('shift').orderBy('shift.starts', 'ASC').take(100);
    query.where('shift.team = :team', { team });
    if (onlyOpen) {
      query.andWhere('shift.confirmed = false');
    }
    return query.getMany();
  }
}
