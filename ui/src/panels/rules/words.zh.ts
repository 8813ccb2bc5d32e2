// Words of the place where the office keeps its rules.
export const rulesZh = {
  'verb.setting': '修改设置',
}
